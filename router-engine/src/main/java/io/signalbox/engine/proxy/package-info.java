/// The server for apps: listens on this machine, admits clients with a key, reads and answers in
/// the client's dialect. Entry type is [ProxyServer]; what it needs of the engine is a [Gateway].
@NullMarked
package io.signalbox.engine.proxy;

import org.jspecify.annotations.NullMarked;
