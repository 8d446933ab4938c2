// Serves the npm package doctor-booking to the benchmark, on the port of the first argument. This script is Medislot's;
// the Express app, its routes and its data are the package's. The script adds nothing to a request: it turns the
// package's debug output off, keeps the app on the loopback address and ends together with the benchmark.
'use strict';

console.log = () => {};
process.stdin.resume().on('end', () => process.exit());

const { application } = require('express');
const { listen } = application;
application.listen = function (port, ready) {
    return listen.call(this, port, '127.0.0.1', ready);
};

require('doctor-booking/config.js').server.PORT = Number(process.argv[2]);
require('doctor-booking');
