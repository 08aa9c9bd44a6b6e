"""Decision 510/QĐ-BCA-V05 of 2022: how the movement is scored and graded, as far as it could be read."""
