-- Older programs kept years as text, and implausible ones. A year is an integer from 1860 to next year, or null.
DO $$ DECLARE each text; BEGIN
  FOREACH each IN ARRAY ARRAY ['masters', 'releases'] LOOP
    EXECUTE format($update$
      UPDATE public.%1$I AS stored SET data = jsonb_set(stored.data, '{year}', wanted.year)
      FROM (
        SELECT data_id, coalesce(to_jsonb(told.year), 'null') AS year
        FROM public.%1$I
        CROSS JOIN LATERAL (
          SELECT left(btrim(data ->> 'year'), 4)::int AS year
          WHERE btrim(data ->> 'year')
            ~ CASE jsonb_typeof(data -> 'year') WHEN 'string' THEN '^[0-9]{4}' ELSE '^[0-9]{4}$' END
          UNION ALL SELECT NULL
          LIMIT 1
        ) AS first
        CROSS JOIN LATERAL (
          SELECT CASE WHEN first.year BETWEEN 1860 AND extract(year FROM now() AT TIME ZONE 'UTC') + 1 THEN first.year END
            AS year
        ) AS told
        WHERE data ? 'year'
      ) AS wanted
      WHERE stored.data_id = wanted.data_id AND stored.data -> 'year' <> wanted.year
    $update$, each);
  END LOOP;
END $$;
