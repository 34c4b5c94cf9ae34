docker kill db
