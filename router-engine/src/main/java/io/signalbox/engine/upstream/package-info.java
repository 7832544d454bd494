/// Outgoing calls to providers: calls, credentials, deadlines, health and rate-limit headroom.
/// Entry type is [Upstream]; the live one speaks HTTP, the others answer by themselves.
@NullMarked
package io.signalbox.engine.upstream;

import org.jspecify.annotations.NullMarked;
