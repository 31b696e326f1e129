// Node has these as globals, but its types declare the values alone; core/ names them as types too.
interface TextDecoder extends InstanceType<typeof import('node:util').TextDecoder> {}
interface MessagePort extends InstanceType<typeof import('node:worker_threads').MessagePort> {}
