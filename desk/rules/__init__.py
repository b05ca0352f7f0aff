"""The rules both programs call: the seat shows what the server will enforce."""
