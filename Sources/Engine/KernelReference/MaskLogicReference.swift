/// Twin of `MaskLogicKernels`, one Boolean a voxel.
public enum MaskLogicReference {
  public static func intersect(_ a: [Bool], _ b: [Bool]) -> [Bool] { zip(a, b).map { $0 && $1 } }

  public static func unite(_ a: [Bool], _ b: [Bool]) -> [Bool] { zip(a, b).map { $0 || $1 } }

  public static func subtract(_ a: [Bool], _ b: [Bool]) -> [Bool] { zip(a, b).map { $0 && !$1 } }

  public static func complement(_ a: [Bool]) -> [Bool] { a.map { !$0 } }

  public static func count(_ a: [Bool]) -> Int { a.filter { $0 }.count }
}
