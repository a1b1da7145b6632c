"""The ready-made folder for PCs without network: wheels of the lock, a Python, the program, and the papers that go with them.

`locked` what the lock wants for a system, `wheels` fetched and unpacked, `python` the interpreter, `papers` what people read,
`build` all of it together; `installed` (game/) is what runs in it afterwards.
"""
