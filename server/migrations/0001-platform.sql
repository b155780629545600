-- What every subject stands on.
--
-- lintas_owner runs these files and owns what they make. lintas_app is the running node: it is granted what it needs, table by
-- table, and nothing else. lintas_reader reads, for reports and for the curious. The roles exist before this file runs;
-- each later file grants what the two need on its own tables.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lintas_app, lintas_reader;

