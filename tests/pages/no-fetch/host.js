// What some old browsers and hardened pages have.
delete window.fetch;
