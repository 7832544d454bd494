/// The page of the program's documents. Entry type is [HelpPage].
@NullMarked
package io.signalbox.app.help;

import org.jspecify.annotations.NullMarked;
