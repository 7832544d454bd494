/// The terminal's commands. Entry type is [Terminal]; what the commands ask of the program is an
/// [Engine]. Results go to standard output, everything else to standard error.
@NullMarked
package io.signalbox.engine.cli;

import org.jspecify.annotations.NullMarked;
