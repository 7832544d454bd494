/// What all commands of the terminal have in common: the console, the exit codes, and what they
/// read of the program.
@NullMarked
package io.signalbox.engine.cli.command;

import org.jspecify.annotations.NullMarked;
