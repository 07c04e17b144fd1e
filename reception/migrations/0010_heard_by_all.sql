-- Q50: several servers show one hall. Whoever changes what a hall shows says so with the commit, under the name of its connection,
-- so that the others read anew and it need not hear itself. Nothing is told but that name.
CREATE FUNCTION hall_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('hall_changed', current_setting('application_name')); RETURN NULL; END $$;
CREATE TRIGGER hall_changed AFTER INSERT OR UPDATE OR DELETE ON tickets FOR EACH STATEMENT EXECUTE FUNCTION hall_changed();
CREATE TRIGGER hall_changed AFTER INSERT OR UPDATE OR DELETE ON staff_sessions FOR EACH STATEMENT EXECUTE FUNCTION hall_changed();
CREATE TRIGGER hall_changed AFTER INSERT OR UPDATE OR DELETE ON kiosks FOR EACH STATEMENT EXECUTE FUNCTION hall_changed();
