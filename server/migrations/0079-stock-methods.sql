-- By which method a producer keeps a stock of interchangeable materials in a fiscal year: the first cost statement that says so decides it for the year.
CREATE TABLE origin_stock_method (
  trader text NOT NULL,
  stock_group text NOT NULL,
  fiscal_year text NOT NULL,
  method text NOT NULL CHECK (method IN ('segregation', 'fifo', 'lifo', 'average')),
  statement uuid NOT NULL REFERENCES origin_statement,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (trader, stock_group, fiscal_year)
);
GRANT SELECT, INSERT ON origin_stock_method TO lintas_app;
GRANT SELECT ON origin_stock_method TO lintas_reader;
