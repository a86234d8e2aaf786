-- The answer given to each operation of the exchange, so that a repeated one gets the same answer.
CREATE TABLE answer (
    operation_id   TEXT PRIMARY KEY,
    request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
    answer         TEXT NOT NULL -- JSON
) STRICT;
