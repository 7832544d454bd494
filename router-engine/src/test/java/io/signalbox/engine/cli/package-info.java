/** Tests of the terminal's commands: the real program, run in this process. */
@NullMarked
package io.signalbox.engine.cli;

import org.jspecify.annotations.NullMarked;
