# step: exit=1
sh doctor.sh web 80
