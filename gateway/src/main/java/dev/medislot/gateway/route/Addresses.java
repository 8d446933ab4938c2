package dev.medislot.gateway.route;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Stream;

/** The addresses that the host of a service's URL stands for. */
final class Addresses {

    private Addresses() {}

    /** An https URL keeps its name, because certificates are for names; its load balancer chooses the instance. */
    static Stream<URI> of(URI url) {
        if (url.getScheme().equals("https")) {
            return Stream.of(url);
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(url.getHost())).map(address -> at(url, address)).sorted();
        } catch (UnknownHostException _) {
            return Stream.empty();
        }
    }

    private static URI at(URI url, InetAddress address) {
        try {
            return new URI(url.getScheme(), null, address.getHostAddress(), url.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
