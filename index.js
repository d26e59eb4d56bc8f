/** n8n finds credentials and nodes through the "n8n" section of package.json. */
