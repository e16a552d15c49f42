guest.remove(force=True)
web.remove(force=True)
app.remove()
