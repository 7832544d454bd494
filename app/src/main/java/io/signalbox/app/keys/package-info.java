/// Keys of providers, and the servers that they may be sent to. Entry type is [ProviderAccess].
@NullMarked
package io.signalbox.app.keys;

import org.jspecify.annotations.NullMarked;
