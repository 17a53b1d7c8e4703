import { createApp } from 'vue';
import Demarche from './Demarche.vue';

createApp(Demarche).mount('#racine');
