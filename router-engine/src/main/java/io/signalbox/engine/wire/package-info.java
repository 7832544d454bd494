/// Bytes to frames: server-sent events and whole bodies, without any idea of what they mean. Entry
/// type is [FrameReader]. Every reader has a limit, so that an endless answer ends here.
@NullMarked
package io.signalbox.engine.wire;

import org.jspecify.annotations.NullMarked;
