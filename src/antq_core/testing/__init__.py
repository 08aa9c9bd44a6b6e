"""What rule authors and this project test with: generated dossiers and standards, and the laws they keep.

Needs the extra ``testing``. Nothing else in the library imports this package.
"""
