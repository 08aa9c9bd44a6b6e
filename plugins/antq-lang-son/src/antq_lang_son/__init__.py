"""What Lạng Sơn asks beside the national standard "An toàn về an ninh, trật tự", as far as it could be read."""
