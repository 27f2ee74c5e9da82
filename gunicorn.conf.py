"""How gunicorn serves Lindung. It reads this by itself where it is started in this folder: `gunicorn -b ADDRESS`."""

wsgi_app = "settings.wsgi"
worker_class = "settings.web_server.Worker"  # writes nobody's address, and lets all processes count guesses together
logger_class = "settings.web_server.Log"  # writes no exception's message: it may hold a value
workers = 2
threads = 4
loglevel = "warning"
accesslog = None  # it would hold addresses: a house's tells where it stands
control_socket_disable = True
