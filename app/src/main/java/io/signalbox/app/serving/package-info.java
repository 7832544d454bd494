/// The proxy of this window. Entry type is [ProxyControl].
@NullMarked
package io.signalbox.app.serving;

import org.jspecify.annotations.NullMarked;
