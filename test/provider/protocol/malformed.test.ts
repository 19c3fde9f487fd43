import { expect, test } from "vitest";
import { decode, encode } from "../../../provider/protocol/codec.ts";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

test("a field of a newer minor version is skipped", () => {
  // Field 100 as a varint, a fixed64, a string and a fixed32, around `summary`.
  const newer = bytes("a006 07  a106 0102030405060708  12 02 6869  a206 03 616263  a506 01020304");
  expect(decode("Diagnostic", newer)).toEqual({
    severity: 0,
    summary: "hi",
    detail: "",
    attribute: undefined,
  });
});

test("a field of another wire type than its own is skipped", () => {
  expect(decode("Diagnostic", bytes("10 05  1a 01 78")).summary).toBe("");
});

test("the last of a repeated single field wins", () => {
  expect(decode("Diagnostic", bytes("12 01 61  12 01 62")).summary).toBe("b");
});

test("a message that comes in two parts is merged", () => {
  const [first, second] = [{ plan_destroy: true }, { move_resource_state: true }];
  const parts = [first, second].map((part) => encode("GetMetadata.Response", { server_capabilities: part }));
  expect(decode("GetMetadata.Response", Buffer.concat(parts)).server_capabilities).toMatchObject({
    ...first,
    ...second,
  });
});

test("the last member of a oneof wins", () => {
  expect(decode("AttributePath.Step", bytes("0a 01 61  18 05"))).toEqual({
    attribute_name: undefined,
    element_key_string: undefined,
    element_key_int: 5n,
  });
});

test("a map entry without a value has its type's zero", () => {
  expect(decode("RawState", bytes("12 03 0a 01 61")).flatmap).toEqual({ a: "" });
  expect(decode("GetFunctions.Response", bytes("0a 03 0a 01 66")).functions).toHaveProperty(
    "f.parameters",
    [],
  );
});

test.each([
  ["a field that is longer than the message", "12 05 6869", "premature EOF"],
  ["a message that ends within a tag", "12", "premature EOF"],
  ["a nested message that reaches into the next field", "22 02 12 03  616263", "ends within a field"],
  ["a map entry that ends within its value", "0a 06 0a 01 66 12 7f 00", "longer than the message"],
  ["text that is no UTF-8", "12 01 ff", "not valid"],
])("%s is refused", (_what, hex, reason) => {
  const name = hex.startsWith("0a") ? "GetFunctions.Response" : "Diagnostic";
  expect(() => decode(name, bytes(hex))).toThrow(reason);
});

test("a value of another type than the table says is refused", () => {
  const wrong: object = { summary: 5 };
  expect(() => encode("Diagnostic", wrong)).toThrow(TypeError);
});
