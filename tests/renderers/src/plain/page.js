import '../native.js';
