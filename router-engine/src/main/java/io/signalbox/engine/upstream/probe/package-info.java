/// Bare requests to a server whose ways are not known yet: what came is kept as it lay on the wire.
@NullMarked
package io.signalbox.engine.upstream.probe;

import org.jspecify.annotations.NullMarked;
