import { mount } from 'svelte';
import Demarche from './Demarche.svelte';

mount(Demarche, { target: document.querySelector('#racine') });
