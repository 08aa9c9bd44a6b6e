"""The national standard "An toàn về an ninh, trật tự": Circular 124/2021/TT-BCA as data."""
