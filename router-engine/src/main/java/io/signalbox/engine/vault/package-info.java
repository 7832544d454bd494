/// The providers' keys: in the system's keychain, else in an encrypted file. Entry type is
/// [KeyVault].
@NullMarked
package io.signalbox.engine.vault;

import org.jspecify.annotations.NullMarked;
