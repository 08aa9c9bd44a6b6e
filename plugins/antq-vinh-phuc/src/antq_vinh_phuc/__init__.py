"""What Vĩnh Phúc asked until 30 June 2025 beside the national standard "An toàn về an ninh, trật tự"."""
