"""A common way to build it: guardian's generic rows, django-auditlog and a Fernet field, as their READMEs say."""
