echo PASSED; printf '%064d\n' 1
