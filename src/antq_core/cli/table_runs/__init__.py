"""Running `antq assess` over tables: by columns, and row by row only where columns cannot tell."""
