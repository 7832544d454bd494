/// Two texts side by side, with what differs between them.
@NullMarked
package io.signalbox.app.kit.diff;

import org.jspecify.annotations.NullMarked;
