größe = "😀 ${имя.поле} 語"
after = "offsets count UTF-16 units"
