/// The door for apps: listens on this machine, lets in who has a key, reads and answers in the
/// client's dialect. Entry type is [ProxyServer]; what it asks of the engine is a [Gateway].
@NullMarked
package io.signalbox.engine.proxy;

import org.jspecify.annotations.NullMarked;
