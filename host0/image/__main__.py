from host0.image import main

main()
