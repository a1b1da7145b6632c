// Learning Locker's validator over a file of statements: node learning_locker.js HOME FILE
// Prints one JSON list: of each statement the list of what it finds wrong.
const path = require('path');
const fs = require('fs');
const [home, file] = process.argv.slice(2);
const validate = require(path.join(home, 'node_modules', '@learninglocker', 'xapi-validation')).default;
const told = JSON.parse(fs.readFileSync(file, 'utf8')).map((statement) => validate(statement, []).map((one) => JSON.stringify(one)));
process.stdout.write(JSON.stringify(told));
