"""Everything that touches media files: decoding, encoding, joining, boxes, checks."""
