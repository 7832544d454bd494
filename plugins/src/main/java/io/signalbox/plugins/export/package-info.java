/// Exports of a graph to other gateways. Each exporter says of every node how truly it is carried
/// over, and chooses the safe side where it cannot be: a cap that cannot be counted counts as
/// reached, a text that cannot be redacted is not sent.
@NullMarked
package io.signalbox.plugins.export;

import org.jspecify.annotations.NullMarked;
