/// Bytes to frames: server-sent events, lines, whole bodies, or what a dialect brings, without any
/// idea of what they mean. Entry types are [Framing] and [FrameReader]. Every reader has a limit,
/// so that an endless answer ends here.
@NullMarked
package io.signalbox.engine.wire;

import org.jspecify.annotations.NullMarked;
