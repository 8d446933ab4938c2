package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void twoRunsDoNotShareAFolder() {
        DataFolder.open(folder, line -> {});

        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> DataFolder.open(folder, line -> {}))
                .withMessageContaining("already runs")
                .withMessageContaining("MEDISLOT_QUICKSTART_DATA");
    }

    @Test
    void aStoppingRunIsWaitedFor() throws Exception {
        var said = new ArrayList<String>();
        var first = DataFolder.open(folder, said::add);
        first.noteStopping();
        DataFolder.open(folder, line -> {
            said.add(line);
            first.close();
        });

        assertThat(said).containsExactly("waiting for the last run to stop");
    }

    @Test
    void keysAndSecretsStayTheSame() throws Exception {
        var data = DataFolder.unlocked(folder);
        data.keyPair("booking");
        var key = Files.readString(data.privateKey("booking"));
        var secret = data.secret("postgres");

        data.keyPair("booking");

        assertThat(Files.readString(data.privateKey("booking"))).isEqualTo(key);
        assertThat(data.secret("postgres")).isEqualTo(secret).hasSize(48);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.privateKey("booking"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keysAreInTheUsualForms() throws Exception {
        var data = DataFolder.unlocked(folder);
        data.keyPair("booking");
        var rsa = KeyFactory.getInstance("RSA");

        assertThat(rsa.generatePrivate(new PKCS8EncodedKeySpec(content(data.privateKey("booking"), "PRIVATE KEY"))))
                .isNotNull();
        assertThat(rsa.generatePublic(new X509EncodedKeySpec(content(data.publicKey("booking"), "PUBLIC KEY"))))
                .isNotNull();
    }

    private static byte[] content(Path pem, String kind) throws Exception {
        var text = Files.readString(pem);
        assertThat(text).startsWith("-----BEGIN " + kind + "-----\n").endsWith("-----END " + kind + "-----\n");
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[^\n]*\n", ""));
    }
}
