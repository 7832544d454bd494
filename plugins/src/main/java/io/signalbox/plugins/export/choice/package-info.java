/// A graph as an ordered list of conditions and what their requests call
/// ([io.signalbox.plugins.export.choice.Ways]), for gateways that choose once and call in turn.
@NullMarked
package io.signalbox.plugins.export.choice;

import org.jspecify.annotations.NullMarked;
