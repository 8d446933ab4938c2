# The image of one service: docker build --build-arg SERVICE=booking-service .
# The target `keys` creates the key pairs for signing tokens.
# The target `kafka-users` gives Kafka its users: docker build --target kafka-users --build-arg SERVICE=booking-service .
# The target `example` loads the example data: docker build --target example --build-arg SERVICE=gateway .

FROM maven:3.9.16-eclipse-temurin-25 AS build
WORKDIR /build
# only the poms first: libraries are downloaded again only when a pom changes
COPY pom.xml ./
COPY common/pom.xml common/
COPY client/pom.xml client/
COPY web-kit/pom.xml web-kit/
COPY event-kit/pom.xml event-kit/
COPY service-kit/pom.xml service-kit/
COPY account-kit/pom.xml account-kit/
COPY embedded-infra/pom.xml embedded-infra/
COPY test-kit/pom.xml test-kit/
COPY availability-service/pom.xml availability-service/
COPY booking-service/pom.xml booking-service/
COPY notification-service/pom.xml notification-service/
COPY web-app/pom.xml web-app/
COPY gateway/pom.xml gateway/
COPY quickstart/pom.xml quickstart/
COPY system-tests/pom.xml system-tests/
ENV MODULES=availability-service,booking-service,notification-service,gateway,quickstart
ENV SKIP="-Dmaven.test.skip=true -Dmaven.javadoc.skip=true -Dformatter.skip=true -Dmdep.skip=true"
RUN mvn -B -q -pl $MODULES -am package $SKIP -Dspring-boot.repackage.skip=true
COPY . .
RUN mvn -B -q -pl $MODULES -am package $SKIP
# the class path of the quickstart, which runs all of Medislot to train the AOT caches
RUN mvn -B -q -Pquickstart -Dquickstart.started-by-wrapper=true -pl quickstart -am package $SKIP -Dmdep.skip=false \
    && mkdir /rehearsal && cp quickstart/target/quickstart-*.jar /rehearsal/ \
    && cp $(tr : ' ' < quickstart/target/quickstart.classpath) /rehearsal/

FROM eclipse-temurin:25-jre AS java
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin medislot \
    && install -d -o medislot /app /keys /keys/availability /keys/booking /keys/public
USER medislot
WORKDIR /app

FROM java AS keys
COPY --from=build /build/embedded-infra/target/embedded-infra*.jar /keys.jar
COPY docker/image/make-keys ./
ENTRYPOINT ["./make-keys"]

FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
COPY --from=build /build/$SERVICE/target/$SERVICE.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination /layers --application-filename app.jar

# the client of Kafka comes from the service
FROM java AS kafka-users
COPY --from=layers /layers/dependencies/lib/kafka-clients-*.jar /layers/dependencies/lib/slf4j-api-*.jar ./
COPY --from=build /build/embedded-infra/target/embedded-infra*.jar ./
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", \
    "-cp", "/app/*", "dev.medislot.infra.KafkaAccess"]

# Jackson is the only library that it needs; its jars come from the service
FROM java AS example
COPY --from=layers /layers/dependencies/lib/jackson-*.jar ./
COPY --from=build /build/quickstart/target/quickstart*.jar ./
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", \
    "-cp", "/app/*", "dev.medislot.quickstart.ExampleDataJob"]

FROM java AS service
COPY docker/image/jvm.options docker/image/ready ./
# limits the memory that glibc reserves per thread
ENV MALLOC_ARENA_MAX=2
# for Prometheus; the port is not published
ENV MANAGEMENT_SERVER_ADDRESS=0.0.0.0
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./

# without SERVICE, so that it runs once for all images
FROM java AS rehearsal
ENV MALLOC_ARENA_MAX=2
COPY docker/image/jvm.options docker/image/rehearse ./
COPY --from=build /rehearsal/ ./lib/
COPY --from=build /build/availability-service/target/availability-service.jar ./availability-service/target/
COPY --from=build /build/booking-service/target/booking-service.jar ./booking-service/target/
COPY --from=build /build/notification-service/target/notification-service.jar ./notification-service/target/
COPY --from=build /build/gateway/target/gateway.jar ./gateway/target/
RUN ./rehearse

FROM service AS trained
ARG SERVICE
COPY --from=rehearsal /app/recorded/ ./recorded/
COPY --from=build /build/embedded-infra/target/embedded-infra*.jar /keys.jar
COPY docker/image/train ./
RUN ./train $SERVICE

FROM service
COPY --from=trained /app/app.aot ./
HEALTHCHECK --interval=5s --timeout=4s --start-period=180s CMD ["./ready"]
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=app.aot", "-jar", "app.jar"]
