print("prescreen-bench")
