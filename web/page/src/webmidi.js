// MIDI keyboards of the browser, where it has them and the player allows it.
import { play } from './link.js';
import { noteOff, noteOn, wake } from './synth.js';

/** Asks for the browser's keyboards; tells their names. */
export async function start(program, found) {
  if (!navigator.requestMIDIAccess) {
    return false;
  }
  const access = await navigator.requestMIDIAccess();
  const attach = () => {
    const names = [];
    for (const input of access.inputs.values()) {
      names.push(input.name);
      input.onmidimessage = (event) => {
        const [status, data1, data2 = 0] = event.data;
        const command = status & 0xf0;
        if (command === 0x90 || command === 0x80 || command === 0xb0 || command === 0xe0) {
          play(status, data1, data2, event.timeStamp);
        }
        if (command === 0x90 && data2 > 0) {
          wake();
          noteOn('you', status & 15, data1, data2, program(), performance.now());
        } else if (command === 0x90 || command === 0x80) {
          noteOff('you', status & 15, data1, performance.now());
        }
      };
    }
    found(names);
  };
  access.onstatechange = attach;
  attach();
  return true;
}
