docker volume rm notes
