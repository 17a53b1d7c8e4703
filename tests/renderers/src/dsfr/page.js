// The State's design system, with its own scripts.
import '../native.js';
